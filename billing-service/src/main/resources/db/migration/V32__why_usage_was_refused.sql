-- What is wrong with reported usage that does not fit, for whoever reported it.
ALTER TABLE refused_usage ADD COLUMN detail text;
