//! How far a permission reaches.

use super::words::words;

words! {
    /// Of which cases something is permitted.
    Scope {
        /// Cases this client handed in itself
        Submitted = "submitted",
        /// Cases assigned to the client's department (gd Art. 6 and 11)
        Assigned = "assigned",
        /// Cases that the client's center or authority answers for (gd Art. 3 and 4)
        Own = "own",
        /// All cases under the client's regulation (gd Art. 4: the provincial center)
        Regime = "regime",
        /// Everything: the permission is not tied to a case
        All = "all",
    }
}
