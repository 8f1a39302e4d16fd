//! Text to bytes with a source map, and bytes to text.
