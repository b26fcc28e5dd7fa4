"""Which use case fits whom, and what there is to show: pure, over model and progress."""
