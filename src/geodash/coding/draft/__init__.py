"""What an editor changed and has not saved: kept, laid over the collection, merged and saved."""
