//! What every XML document of ours keeps to.
