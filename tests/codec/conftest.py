from hypothesis import settings

settings.register_profile("steady", deadline=None, database=None)  # a busy machine is no fault
settings.load_profile("steady")
