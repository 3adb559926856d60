//! What the page shows, put on paper. Where the web view takes sheets and margins from
//! the page by itself, the page prints; WebKit breaks pages by what the page says and
//! draws them where its print dialog says, so there the dialog is told the same.

#[cfg(target_os = "linux")]
pub(crate) use webkit::*;

/// The page has to print itself.
#[cfg(not(target_os = "linux"))]
#[tauri::command]
pub(crate) fn print() -> bool {
    false
}

#[cfg(target_os = "linux")]
mod webkit {
    use gtk::{PageOrientation, PageSetup, PaperSize, Unit, prelude::*};
    use serde::{Deserialize, Serialize};
    use tauri::{WebviewWindow, async_runtime::channel};
    use webkit2gtk::{PrintOperation, PrintOperationExt};

    /// The sheet the page was laid out for.
    #[derive(Clone, Copy, Deserialize)]
    pub(crate) struct Paper {
        size: Size,
        /// Laid across.
        landscape: bool,
        /// Margin above and below, in millimetres.
        block: f64,
        /// Margin on either side, in millimetres.
        inline: f64,
    }

    #[derive(Clone, Copy, Deserialize)]
    enum Size {
        A4,
        A5,
    }

    /// Nothing came of a print. What the system says of it may name files and printers.
    #[derive(Debug, Serialize)]
    pub(crate) struct NotPrinted {
        code: &'static str,
    }

    const NOT_PRINTED: NotPrinted = NotPrinted {
        code: "not_printed",
    };

    /// Asks on which printer and prints. Ends once the printer has everything, or the
    /// dialog was dismissed.
    #[tauri::command]
    pub(crate) async fn print(window: WebviewWindow, paper: Paper) -> Result<bool, NotPrinted> {
        // A failure is told before the end; only the first word counts.
        let (tell, mut told) = channel(2);
        window
            .with_webview(move |view| {
                let view = view.inner();
                let operation = PrintOperation::new(&view);
                operation.set_page_setup(&page_setup(paper));
                let failed = tell.clone();
                operation.connect_failed(move |_, _| {
                    failed.try_send(Err(NOT_PRINTED)).ok();
                });
                let finished = tell.clone();
                operation.connect_finished(move |_| {
                    finished.try_send(Ok(true)).ok();
                });
                let parent = view.toplevel().and_downcast::<gtk::Window>();
                if !super::answer::start(&operation, parent.as_ref()) {
                    tell.try_send(Ok(true)).ok();
                }
            })
            .map_err(|_| NOT_PRINTED)?;
        told.recv().await.unwrap_or(Err(NOT_PRINTED))
    }

    fn page_setup(paper: Paper) -> PageSetup {
        let setup = PageSetup::new();
        setup.set_paper_size(&PaperSize::new(Some(match paper.size {
            Size::A4 => "iso_a4",
            Size::A5 => "iso_a5",
        })));
        if paper.landscape {
            setup.set_orientation(PageOrientation::Landscape);
        }
        setup.set_top_margin(paper.block, Unit::Mm);
        setup.set_bottom_margin(paper.block, Unit::Mm);
        setup.set_left_margin(paper.inline, Unit::Mm);
        setup.set_right_margin(paper.inline, Unit::Mm);
        setup
    }
}

/// The platform's dialog.
#[cfg(all(target_os = "linux", not(feature = "webdriver")))]
mod answer {
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    /// Whether there will be an end to wait for.
    pub(super) fn start(operation: &PrintOperation, parent: Option<&gtk::Window>) -> bool {
        operation.run_dialog(parent) == PrintOperationResponse::Print
    }
}

/// Prints to the file that `MINGZHANG_PICKS` names as the answer of the next save dialog,
/// because WebDriver cannot reach native dialogs.
#[cfg(all(target_os = "linux", feature = "webdriver"))]
mod answer {
    use gtk::PrintSettings;
    use webkit2gtk::{PrintOperation, PrintOperationExt};

    /// Whether there will be an end to wait for.
    pub(super) fn start(operation: &PrintOperation, _: Option<&gtk::Window>) -> bool {
        let Some(file) = crate::dialogs::picked_save("printed.pdf") else {
            return false;
        };
        let settings = PrintSettings::new();
        settings.set(
            gtk::PRINT_SETTINGS_OUTPUT_URI,
            Some(&format!("file://{file}")),
        );
        settings.set(gtk::PRINT_SETTINGS_OUTPUT_FILE_FORMAT, Some("pdf"));
        settings.set_printer("Print to File");
        operation.set_print_settings(&settings);
        operation.print();
        true
    }
}
