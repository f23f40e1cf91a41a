"""The Calendar page: days as a heatmap or a table, and the entries of one day. No other charts."""
