//! Faces the system has and letters may use: 仿宋 for the body, and one with rare
//! hanzi for names.

use std::fs;
use std::path::{Path, PathBuf};

use letters::Fonts;
use letters::fonts::FaceId;

/// How deep font folders are looked into.
const DEPTH: usize = 3;

/// Adds the faces found in the folders. One that is not there, cannot be read or
/// may not be embedded is done without.
pub(crate) fn add_from(folders: &[PathBuf], fonts: &mut Fonts) {
    for face in [FaceId::FangSong, FaceId::Rare] {
        let file = folders
            .iter()
            .find_map(|folder| find(folder, face.system_files(), DEPTH));
        if let Some(bytes) = file.and_then(|file| fs::read(file).ok()) {
            let _ = fonts.add(face, bytes);
        }
    }
}

fn find(folder: &Path, names: &[&str], depth: usize) -> Option<PathBuf> {
    let entries: Vec<PathBuf> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    let named = |path: &&PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| names.iter().any(|known| name.eq_ignore_ascii_case(known)))
    };
    entries.iter().find(named).cloned().or_else(|| {
        let deeper = depth.checked_sub(1)?;
        entries
            .iter()
            .filter(|path| path.is_dir())
            .find_map(|path| find(path, names, deeper))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_found_by_name_some_folders_down_and_no_deeper() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("truetype/kai");
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join("SimFang.TTF"), b"x").unwrap();
        let found = find(folder.path(), &["simfang.ttf"], DEPTH);
        assert_eq!(found, Some(below.join("SimFang.TTF")));
        assert_eq!(find(folder.path(), &["simfang.ttf"], 1), None);
        assert_eq!(find(folder.path(), &["other.ttf"], DEPTH), None);
        assert_eq!(find(&folder.path().join("none"), &["a"], DEPTH), None);
    }
}
