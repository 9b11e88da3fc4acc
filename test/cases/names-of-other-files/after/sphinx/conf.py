project = "Models"
rst_prolog = """
.. |heron| replace:: Heron 8B
"""
rst_epilog = r'''
.. |auk| replace:: **Auk 1B**
'''
