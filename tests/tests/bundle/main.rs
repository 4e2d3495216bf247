//! Signed updates: who may sign what, what is taken, and what follows from it.

mod bundles;
mod damage;
mod effects;
mod order;
mod shelf_model;
mod succession;
