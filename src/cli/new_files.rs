//! Files that a command makes: all of them or none, and never over one that is there.

use super::failure::Failure;
use afweging::Error;
use afweging::error::both;
use afweging::write::Pending;
use std::path::Path;

/// Write files, each a name and its bytes, into a folder, which is made where it is not there.
pub fn write_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    // A link that leads nowhere is there too.
    let there = |name: &str| std::fs::symlink_metadata(folder.join(name)).is_ok();
    if let Some((name, _)) = files.iter().find(|(name, _)| there(name)) {
        let source = std::io::Error::other(both(
            "it is already there, and nothing is overwritten; name another folder",
            "het bestaat al, en er wordt niets overschreven; noem een andere map",
        ));
        return Err(Error::Io { action: "write", path: folder.join(name), source }.into());
    }
    let mut pending = Pending::default();
    pending.folder(folder)?;
    for (name, bytes) in files {
        pending.add(&folder.join(name), bytes)?;
    }
    Ok(pending.commit()?)
}
