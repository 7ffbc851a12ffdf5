namespace Guotu.Operations.Evidence;

/// <summary>A clause of a standard and how it is answered here (测评条款).</summary>
/// <param name="Id">Number of the clause.</param>
/// <param name="Title">Its short name.</param>
/// <param name="Text">Paraphrase; the standard's own words count.</param>
/// <param name="Who">S: the platform does it; E: it gives evidence; O: infrastructure, products or management.</param>
public sealed record Clause(string Id, string Title, string Text, string Who)
{
    /// <summary>Codes of the checks that must all hold.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>What is left for a person beside the checks.</summary>
    public string? Rest { get; init; }

    /// <summary>What a person does.</summary>
    public string? Step { get; init; }

    /// <summary>Who does it.</summary>
    public string? Person { get; init; }

    /// <summary>Why the clause does not apply.</summary>
    public string? Reason { get; init; }

    /// <summary>Why nothing here can prove it.</summary>
    public string? Unproved { get; init; }
}

/// <summary>Clauses under one heading.</summary>
public sealed record ClauseGroup(string Title, IReadOnlyList<Clause> Clauses);

/// <summary>A standard with its clauses (测评标准), from a versioned file of the product.</summary>
/// <param name="Code">Such as <c>GB/T 22239-2019</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Version">Version of the file.</param>
/// <param name="Groups">In the standard's order.</param>
public sealed record Standard(string Code, string Title, string Version, IReadOnlyList<ClauseGroup> Groups)
{
    public IEnumerable<Clause> Clauses => Groups.SelectMany(g => g.Clauses);
}
