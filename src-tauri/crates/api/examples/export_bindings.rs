//! Writes the TypeScript form of the wire: `export_bindings FOLDER`.

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .ok_or("usage: export_bindings FOLDER")?,
    );
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("wire.ts"), api::typescript())?;
    Ok(())
}
