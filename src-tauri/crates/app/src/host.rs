//! What the core needs from the machine it runs on, and nothing more.

use std::path::PathBuf;

use domain::Instant;

/// The clock, randomness and folders of one host. The only door through which
/// time and chance enter the core.
pub trait Host: Send + Sync + 'static {
    /// Now, in Beijing's offset or any other.
    fn now(&self) -> Instant;

    /// Fills `buffer` with bytes fit for keys.
    fn random(&self, buffer: &mut [u8]);

    /// The folder that holds the vault's folder.
    fn data_dir(&self) -> PathBuf;

    /// The folder that holds the letter fonts.
    fn fonts_dir(&self) -> PathBuf;

    /// Folders in which the system installs fonts, where letters may look for 仿宋
    /// and for rare hanzi. None: letters are the same on every machine.
    fn system_fonts(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}
