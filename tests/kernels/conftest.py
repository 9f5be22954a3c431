from hypothesis import settings

settings.register_profile(
    "steady", deadline=None, database=None, max_examples=40
)  # a busy machine is no fault
settings.load_profile("steady")
