"""From saved files to the repository that all share: what changed, in a commit, behind what others have sent."""
