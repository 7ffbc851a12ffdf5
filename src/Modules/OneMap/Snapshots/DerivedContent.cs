using Guotu.Crypto;

namespace Guotu.OneMap.Snapshots;

/// <summary>What the database holds of a revision: the name of its snapshot, and the digest of its rows as stored.</summary>
internal sealed record DerivedContent(Sm3Digest Snapshot, string RowsDigest, int FeatureCount);
