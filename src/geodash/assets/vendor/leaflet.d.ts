// The vendored copy has no types of its own; the checker takes those of the same library.
export * from 'leaflet';
