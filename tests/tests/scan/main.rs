//! Codes in pictures.

mod damage;
mod poster;
mod stills;
