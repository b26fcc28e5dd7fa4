"""What is wrong with what the files mean: one module a family, one function a rule.

`all` lists the rules, `check` asks them; what they are made of is in `engine`.
"""
