//! The command line as people, scripts and CI meet it: the real program in folders of its own.

mod checking;
mod contract;
mod importing;
mod pages;
mod saving;
mod several;
mod world;
