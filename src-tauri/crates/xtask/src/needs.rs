//! What has to be in place before a lane or the window can run. Each need is
//! met at most once per call of the tool and costs next to nothing when it is
//! already met.

use std::{collections::HashSet, fs, path::Path, process::Command, time::SystemTime};

use crate::{
    Outcome,
    command::{built, cargo, npm, program, root, run, target, text},
    packages,
};

/// The window as people get it, with the page inside.
pub(crate) const WINDOW: &[&str] = &["--workspace", "--features", "mingzhang/custom-protocol"];

/// The window as WebDriver may drive it.
pub(crate) const DRIVEN: &[&str] = &[
    "--workspace",
    "--features",
    "mingzhang/custom-protocol,mingzhang/webdriver",
];

/// The font files letters are set in: package, file in it. The name in
/// `target/fonts` is the file's own.
const FONTS: &[(&str, &str)] = &[
    ("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf"),
    ("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf"),
    ("noto-sans-sc", "700Bold/NotoSansSC_700Bold.ttf"),
    ("source-serif-4", "400Regular/SourceSerif4_400Regular.ttf"),
    ("source-serif-4", "700Bold/SourceSerif4_700Bold.ttf"),
];

/// Something that must be in place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Need {
    /// System packages to build the window.
    Libraries,
    /// System packages: a browser.
    Browser,
    /// System packages: a screen in memory and WebKit's driver.
    Screen,
    /// System packages that read PDF files.
    Readers,
    /// A system package that shows what a program asks of the system.
    Trace,
    /// Programs that judge PDF files, in `target/judges` and the system.
    Judges,
    /// A system package that reads Word files.
    Office,
    /// The front end's packages, by lock file.
    Modules,
    /// `target/fonts`.
    Fonts,
    /// `ui/dist`.
    Page,
    /// Every binary, example and test of the workspace.
    Binaries,
    /// The window that WebDriver may drive, in `target/driven`.
    Driven,
}

/// The needs met so far.
#[derive(Default)]
pub(crate) struct Needs(HashSet<Need>);

impl Needs {
    /// Meets the needs, and what they rest on, in order.
    pub(crate) fn meet(&mut self, needs: &[Need]) -> Outcome {
        for &need in needs {
            if self.0.contains(&need) {
                continue;
            }
            match need {
                Need::Libraries => packages::ensure(packages::BUILD)?,
                Need::Browser => packages::ensure(packages::BROWSER)?,
                Need::Screen => packages::ensure(packages::WINDOW)?,
                Need::Readers => packages::ensure(packages::LETTERS)?,
                Need::Trace => packages::ensure(packages::TRACE)?,
                Need::Judges => {
                    packages::ensure(packages::JUDGES)?;
                    judges()?;
                }
                Need::Office => packages::ensure(packages::OFFICE)?,
                Need::Modules => modules()?,
                Need::Fonts => {
                    self.meet(&[Need::Modules])?;
                    fonts()?;
                }
                Need::Page => {
                    self.meet(&[Need::Modules])?;
                    run(&mut npm([
                        "run",
                        "--silent",
                        "build",
                        "--",
                        "--logLevel",
                        "warn",
                    ]))?;
                }
                Need::Binaries => {
                    self.meet(&[Need::Libraries, Need::Page])?;
                    run(cargo(["build", "--all-targets"]).args(WINDOW))?;
                }
                Need::Driven => {
                    self.meet(&[Need::Binaries])?;
                    driven()?;
                }
            }
            self.0.insert(need);
        }
        Ok(())
    }
}

/// Installs the front end's packages when they are older than the lock file.
fn modules() -> Outcome {
    node()?;
    let ui = root().join("ui");
    let installed = modified(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&ui.join("package-lock.json")) {
        return Ok(());
    }
    run(&mut npm(["ci", "--no-audit", "--no-fund"]))
}

/// Checks that Node is there and new enough for the front end's tools.
fn node() -> Outcome {
    const WANTED: &str = "Node 20.19 or newer, or 22.12 or newer, with npm, is needed";
    let Some(version) = text(Command::new("node").arg("--version")) else {
        return Err(format!("{WANTED}; there is no node on this machine."));
    };
    let mut parts = version.trim().trim_start_matches('v').split('.');
    let mut part = || parts.next().and_then(|part| part.parse::<u32>().ok());
    let enough = match (part(), part()) {
        (Some(20), Some(minor)) => minor >= 19,
        (Some(22), Some(minor)) => minor >= 12,
        (Some(major), _) => major > 22,
        _ => false,
    };
    if !enough {
        return Err(format!("{WANTED}; this machine has {}.", version.trim()));
    }
    if text(Command::new("npm").arg("--version")).is_none() {
        return Err(format!("{WANTED}; node is here, npm is not."));
    }
    Ok(())
}

/// The judges that come as Python packages, each of one version: a newer one may
/// judge otherwise.
const JUDGES: &[&str] = &["pdfua==0.1.3", "outloud==0.2.1"];

/// Installs the judges into an environment of their own. The list of what was
/// asked for is written last, so that half an installation is none.
fn judges() -> Outcome {
    let folder = target().join("judges");
    let stamp = folder.join("installed");
    let wanted = JUDGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    run(program("python3", ["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    run(program(folder.join("bin/python"), pip).args(JUDGES))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Copies the letters' fonts, each with its licence, out of their packages.
fn fonts() -> Outcome {
    let folder = target().join("fonts");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (package, file) in FONTS {
        let from = root()
            .join("ui/node_modules/@expo-google-fonts")
            .join(package);
        let name = Path::new(file).file_name().unwrap_or_default();
        copy(&from.join(file), &folder.join(name))?;
        copy(
            &from.join("LICENSE_FONT"),
            &folder.join(format!("{package}-OFL.txt")),
        )?;
    }
    Ok(())
}

/// Builds the driven window and keeps a copy, then puts the ordinary one back:
/// what lies in `target/debug` never obeys WebDriver.
fn driven() -> Outcome {
    run(cargo(["build"]).args(DRIVEN))?;
    let folder = target().join("driven");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let copied = copy(&built("mingzhang"), &folder.join("mingzhang"));
    run(cargo(["build"]).args(WINDOW))?;
    copied
}

/// Copies a file unless the same is already there.
fn copy(from: &Path, to: &Path) -> Outcome {
    if modified(to).is_some() && modified(to) >= modified(from) && length(to) == length(from) {
        return Ok(());
    }
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| format!("{}: {error}", from.display()))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

fn length(path: &Path) -> Option<u64> {
    fs::metadata(path).map(|found| found.len()).ok()
}

/// Whether a program that opens windows could do so here.
pub(crate) fn display() -> Outcome {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY") {
        return Ok(());
    }
    Err("There is no display to open a window on.\n\
         In a desktop session, run this in a terminal there. On a machine without one:\n\n  \
         sudo apt-get install -y xvfb xauth && xvfb-run -a cargo xtask run\n"
        .to_owned())
}

/// A program that this workspace has built, run in the workspace.
pub(crate) fn own(name: &str) -> Command {
    program(built(name), std::iter::empty::<&str>())
}
