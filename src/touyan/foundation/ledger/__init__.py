"""The one door for every write, and the chained record of what went through it.

`perform` is the only function that changes a state; `keep` stores an actor's private working data; `allowed`
answers what a button may do. Everything else in this folder serves these three.
"""
