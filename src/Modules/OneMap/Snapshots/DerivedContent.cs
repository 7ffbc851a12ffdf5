using Guotu.Geo.Snapshots;

namespace Guotu.OneMap.Snapshots;

/// <summary>What the database holds of a revision: its snapshot, and the digest of its rows as stored.</summary>
internal sealed record DerivedContent(SnapshotContent Snapshot, string RowsDigest, int FeatureCount);
