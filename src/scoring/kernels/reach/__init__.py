"""What weights can do to ranks, without sampling."""
