"""An entry as a paper in Word, laid out after Decree 30/2020/NĐ-CP: `importing` the other way round."""
