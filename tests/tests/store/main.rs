//! What lies on the disk: damaged, left behind, and for whom it is.

mod damage;
mod left_behind;
mod rights;
