"""Bodies that owe answers: akims' offices and ministries, who heads them, what each is competent for."""
