"""How every page looks: layout, tables, forms, charts drawn by the server, exports, the living page."""
