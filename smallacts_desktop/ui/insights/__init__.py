"""The Insights page and its charts. The sums behind them are in ``domain``."""
