//! Tests that need the connections themselves.
