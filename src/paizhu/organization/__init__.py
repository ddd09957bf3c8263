"""Who there is: sectors, units, groups, officials, dated postings, and what follows from them.

Powers and capacity are computed here, because postings live here. Sign-in is `access`.
"""
