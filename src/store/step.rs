use std::io;

/// What a save asks of the system, a step at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Make a folder.
    Folder,
    /// Open a file or make it.
    Open,
    /// Lock a file.
    Lock,
    /// Read a whole file.
    Read,
    /// Make a temporary file.
    Create,
    /// Write to a file.
    Write,
    /// Bring what was written to the disk.
    Sync,
    /// Give a file its name.
    Rename,
    /// Bring the names in a folder to the disk.
    #[cfg_attr(not(unix), allow(dead_code))]
    SyncFolder,
    /// Remove a file.
    Remove,
}

impl Step {
    /// Does `work`, which is this step. Tests refuse a step or die before it: a full disk can be had for a test, a
    /// failing sync cannot.
    #[cfg_attr(not(test), allow(clippy::unused_self))]
    pub(super) fn take<T>(self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        #[cfg(test)]
        super::faults::before(self)?;
        work()
    }
}
