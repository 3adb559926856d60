//! System packages: which are missing, and how they get here. Debian and its
//! relatives are installed to; elsewhere the needed libraries are named.

use std::process::Stdio;

use crate::{
    Outcome,
    command::{program, run, text},
};

/// To build the window and show Chinese in it.
pub(crate) const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libssl-dev",
    "fonts-noto-cjk",
];

/// To run the page's tests in a browser.
pub(crate) const BROWSER: &[&str] = &["chromium", "fonts-noto-cjk"];

/// To drive the real window without a screen, to drag files onto it, and to see what it
/// tells the desktop.
pub(crate) const WINDOW: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "xdotool",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "dbus-daemon",
];

/// To read back the letters as other programs do, and a font with rare hanzi.
pub(crate) const LETTERS: &[&str] = &["poppler-utils", "qpdf", "fonts-lxgw-wenkai"];

/// To see every call a program makes to the system.
pub(crate) const TRACE: &[&str] = &["strace"];

/// To hold the letters to PDF/A-1b and PDF/UA-1.
pub(crate) const JUDGES: &[&str] = &[
    "default-jre-headless",
    "libpdfbox2-java",
    "libfontbox2-java",
    "libcommons-logging-java",
    "libcommons-io-java",
    "libactivation-java",
    "libjaxb-api-java",
    "python3-venv",
];

/// To open the letters' Word copies and the lists' workbooks; without its window.
pub(crate) const OFFICE: &[&str] = &["libreoffice-writer-nogui", "libreoffice-calc-nogui"];

/// Makes sure the packages are there: installs them when this account may,
/// else fails with the one line to run.
pub(crate) fn ensure(names: &[&str]) -> Outcome {
    let missing = missing(names)?;
    if missing.is_empty() {
        return Ok(());
    }
    let prefix: &[&str] = if is_root() {
        &[]
    } else if may_sudo() {
        &["sudo", "-n"]
    } else {
        return Err(format!(
            "System packages are missing. Run this line, then try again:\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}\n",
            missing.join(" ")
        ));
    };
    let apt = |words: &[&str]| {
        let line: Vec<&str> = prefix
            .iter()
            .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .chain(words)
            .copied()
            .collect();
        run(&mut program(line[0], &line[1..]))
    };
    apt(&["update", "-q"])?;
    let mut words = vec!["install", "-y", "-q", "--no-install-recommends"];
    words.extend(missing);
    apt(&words)
}

/// Those of `names` that are not installed.
fn missing<'n>(names: &[&'n str]) -> Outcome<Vec<&'n str>> {
    let mut query = program(
        "dpkg-query",
        ["-W", "-f", "${Package} ${db:Status-Status}\n"],
    );
    let Some(list) = text(query.args(names)) else {
        return Err(not_debian(names));
    };
    Ok(names
        .iter()
        .filter(|name| !list.lines().any(|line| line == format!("{name} installed")))
        .copied()
        .collect())
}

fn not_debian(names: &[&str]) -> String {
    format!(
        "This system has no dpkg, so nothing can be installed for you. \
         What is needed goes by these names on Debian:\n\n  {}\n",
        names.join(" ")
    )
}

fn is_root() -> bool {
    text(&mut program("id", ["-u"])).is_some_and(|id| id.trim() == "0")
}

fn may_sudo() -> bool {
    program("sudo", ["-n", "true"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
