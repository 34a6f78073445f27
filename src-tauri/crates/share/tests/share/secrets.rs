//! What must not be published is found, and ordinary pages raise no alarm.
