using Guotu.Database.Dialects;

namespace Guotu.Database.Conformance;

/// <summary>How a probe ended.</summary>
public enum ProbeStatus
{
    Pass,
    Fail,

    /// <summary>The question does not arise on this database.</summary>
    NotApplicable,
}

/// <summary>One answer of a database about itself.</summary>
/// <param name="Name">Stable name of the probe.</param>
/// <param name="Meaning">What is relied upon, in Chinese.</param>
/// <param name="Detail">What was seen; on a failure why.</param>
public sealed record ProbeResult(string Name, string Meaning, ProbeStatus Status, string Detail);

/// <summary>One thing that the platform relies on and that only the connected database can show.</summary>
/// <param name="Run">Answers what was seen; a <see cref="ProbeFailedException"/> or a database error is a failure.</param>
internal sealed record ConformanceProbe(string Name, string Meaning, Func<ProbeBench, CancellationToken, Task<string>> Run)
{
    /// <summary>Where the question arises.</summary>
    public Func<SqlDialect, bool> Applies { get; init; } = _ => true;
}

/// <summary>The database answered, and not as the platform relies on.</summary>
internal sealed class ProbeFailedException(string message) : Exception(message)
{
    public static void ThrowUnless(bool held, string seen)
    {
        if (!held)
        {
            throw new ProbeFailedException(seen);
        }
    }
}
