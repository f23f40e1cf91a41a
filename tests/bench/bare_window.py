"""The smallest PySide6 program: one label in a window as large as the program's."""

from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
label = QLabel("Small Acts")
label.resize(1120, 760)
label.show()
app.exec()
