"""The end of the flow: a whole site becomes what is live, in one step that all can see, or nothing happens at all."""
