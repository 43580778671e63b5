DROP TABLE receipt_codes;
