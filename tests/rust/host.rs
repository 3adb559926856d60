//! A host that is nothing but the trait: a temporary folder, a fixed clock that
//! can be set, and counted bytes for randomness.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api::{App, Host, WireError};
use domain::Instant;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "an invented passphrase";

struct TestHost {
    data: PathBuf,
    fonts: PathBuf,
    now: Arc<Mutex<Instant>>,
    counter: AtomicU64,
}

impl Host for TestHost {
    fn now(&self) -> Instant {
        *self.now.lock().unwrap()
    }

    fn random(&self, buffer: &mut [u8]) {
        // Never the same twice, and the same in every run.
        for chunk in buffer.chunks_mut(8) {
            let n = self
                .counter
                .fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            let mixed = (n ^ (n >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }

    fn data_dir(&self) -> PathBuf {
        self.data.clone()
    }

    fn fonts_dir(&self) -> PathBuf {
        self.fonts.clone()
    }
}

/// An app on a folder of its own.
pub(crate) struct Bench {
    pub(crate) app: App,
    pub(crate) folder: Arc<TempDir>,
    now: Arc<Mutex<Instant>>,
}

impl Bench {
    /// An app without a vault, on 21 November 2026 at 10:00 in Beijing.
    pub(crate) fn new() -> Self {
        Self::on(Arc::new(TempDir::new().unwrap()))
    }

    /// Another app on the same folder.
    pub(crate) fn on(folder: Arc<TempDir>) -> Self {
        let (app, now) = app_in(folder.path());
        Self { app, folder, now }
    }

    /// An app with a new, empty vault.
    pub(crate) fn with_vault() -> Self {
        let bench = Self::new();
        bench.ok("vault_create", json!({ "passphrase": PASSPHRASE }));
        bench
    }

    /// Sets the clock.
    pub(crate) fn at(&self, now: &str) {
        *self.now.lock().unwrap() = now.parse().unwrap();
    }

    pub(crate) fn rpc(&self, command: &str, payload: Value) -> Result<Value, WireError> {
        api::rpc(&self.app, command, payload)
    }

    /// A command that must work.
    pub(crate) fn ok(&self, command: &str, payload: Value) -> Value {
        self.rpc(command, payload)
            .unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// A command that must fail: its code, and its wrong fields.
    pub(crate) fn refused(&self, command: &str, payload: Value) -> (String, Vec<String>) {
        let error = self.rpc(command, payload).expect_err(command);
        let code = serde_json::to_value(error.code)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned();
        (
            code,
            error.fields.into_iter().map(|field| field.field).collect(),
        )
    }

    /// Reads files and waits for the job to end.
    pub(crate) fn read_files(&self, paths: &[PathBuf]) -> (Value, Value) {
        self.job("import_read", json!({ "paths": paths }))
    }

    /// Starts a job and waits for it to end: its name and its last state.
    pub(crate) fn job(&self, command: &str, payload: Value) -> (Value, Value) {
        let job = self.ok(command, payload);
        let status = self.ended(&job);
        (job, status)
    }

    /// Waits for a job to end.
    pub(crate) fn ended(&self, job: &Value) -> Value {
        for _ in 0..12_000 {
            let status = self.ok("job_status", job.clone());
            if status["state"] != "running" {
                return status;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the job does not end");
    }

    /// The journal holds, every row is what it says, and every file is as it came in.
    pub(crate) fn sound(&self) {
        let (_, done) = self.job("vault_check", json!({}));
        assert_eq!(done["state"], "done", "{done}");
        let found = &done["outcome"];
        assert_eq!(found["altered"], 0, "{found}");
        assert_eq!(found["files"]["faults"], json!([]), "{found}");
        assert!(found["rows"].as_u64().unwrap() > 0, "{found}");
    }

    /// Reads files and saves what is new.
    pub(crate) fn import(&self, paths: &[PathBuf]) -> Value {
        let (job, status) = self.read_files(paths);
        assert_eq!(status["state"], "done", "{status}");
        self.ok("import_commit", json!({ "job": job["job"] }))
    }
}

/// An app whose data is in a folder, and its clock.
pub(crate) fn app_in(folder: &Path) -> (App, Arc<Mutex<Instant>>) {
    let now = Arc::new(Mutex::new("2026-11-21T10:00:00+08:00".parse().unwrap()));
    let host = TestHost {
        data: folder.to_owned(),
        fonts: fonts(),
        now: Arc::clone(&now),
        counter: AtomicU64::new(1),
    };
    (App::new(host), now)
}

/// The folder of a fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// The letter fonts; `cargo xtask fonts` brings them.
pub(crate) fn fonts() -> PathBuf {
    std::env::var_os("MINGZHANG_FONTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/fonts"),
        PathBuf::from,
    )
}
