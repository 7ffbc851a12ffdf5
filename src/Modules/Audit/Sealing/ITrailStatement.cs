using Guotu.Kernel.Time;

namespace Guotu.Audit.Sealing;

/// <summary>
/// A signed statement of the trail (链上声明): that a batch is closed (<see cref="Checkpoint"/>) or that a new epoch begins after a restore
/// (<see cref="Epoch"/>). Each names the digest of the one before it; each is a row of the database and a line of the checkpoint file.
/// </summary>
public interface ITrailStatement
{
    /// <summary>The batch that is closed, or the last one before the epoch.</summary>
    long BatchNo { get; }

    Instant At { get; }

    /// <summary>Digest of the statement before it, 64 hexadecimal digits.</summary>
    string PreviousHex { get; }

    int KeyVersion { get; }

    /// <summary>SM2 signature r ‖ s by the key pair <c>audit-checkpoint</c>, 128 hexadecimal digits.</summary>
    string SignatureHex { get; }

    /// <summary>The ASCII text that is signed; its SM3 digest is what the next statement names.</summary>
    string SignedText { get; }

    string Digest();

    /// <summary>The line of the checkpoint file, without its end; there is one form only.</summary>
    string ToLine();
}

/// <summary>Reads a line of the checkpoint file as whichever statement it is.</summary>
public static class TrailStatement
{
    /// <summary>Null where the line is of neither form.</summary>
    public static ITrailStatement? FromLine(string line) => Epoch.IsEpoch(line) ? Epoch.FromLine(line) : Checkpoint.FromLine(line);
}
