"""What the scripts have that use supabase_auth: clients, and a record of their sessions' tokens."""

from supabase_auth import SyncGoTrueClient, SyncMemoryStorage

from steps import PLATFORM, remember


def client():
    return SyncGoTrueClient(
        url=f"{PLATFORM}/auth/v1", auto_refresh_token=False, storage=SyncMemoryStorage()
    )


def remembered(session):
    remember(session.access_token, session.refresh_token)
    return session
