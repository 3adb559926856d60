//! Templates, merge, typesetting, PDF, SVG and plain text.
