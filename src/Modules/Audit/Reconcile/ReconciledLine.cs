using System.ComponentModel.DataAnnotations;
using Guotu.Database.AuditPort;

namespace Guotu.Audit.Reconcile;

/// <summary>What the comparison of one kind of business object gave (对账结果的一行).</summary>
/// <param name="Module">Module that brought it.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="Table">Table of the rows.</param>
/// <param name="ObjectType">Kind of the object.</param>
/// <param name="Proof">How far rows and records prove one another.</param>
/// <param name="Rows">Acts that the rows prove.</param>
/// <param name="Records">Genuine successful records, those in archives included.</param>
/// <param name="Differences">Objects that differ.</param>
/// <param name="Undetermined">Chinese reason why nothing can be said; null where it was compared. The counts are then 0 and mean nothing.</param>
public sealed record ReconciledLine(
    string Module,
    string Title,
    string Table,
    string ObjectType,
    [property: AllowedValues("oneToOne", "eachObject", "rowsOnly")] string Proof,
    int Rows,
    int Records,
    int Differences,
    string? Undetermined);

/// <summary>An object whose rows and records differ (差异).</summary>
/// <param name="Module">Module of the rows.</param>
/// <param name="Title">Chinese name of what was compared.</param>
/// <param name="Table">Table of the rows.</param>
/// <param name="Kinds">Kinds of the records, with a comma between.</param>
/// <param name="ObjectType">Kind of the object.</param>
/// <param name="ObjectId">The object.</param>
/// <param name="Direction"><c>record</c>: a record is missing; <c>row</c>: a row is missing.</param>
/// <param name="Rows">Acts that its rows prove.</param>
/// <param name="Records">Records it has.</param>
public sealed record TrailDifference(
    string Module,
    string Title,
    string Table,
    string Kinds,
    string ObjectType,
    string ObjectId,
    [property: AllowedValues(TrailDifference.MissingRecord, TrailDifference.MissingRow)] string Direction,
    int Rows,
    int Records)
{
    /// <summary>有行无记录.</summary>
    public const string MissingRecord = "record";

    /// <summary>有记录无行.</summary>
    public const string MissingRow = "row";

    /// <summary>The direction in the words of the bureau.</summary>
    public string DirectionName => Direction == MissingRecord ? "有行无记录" : "有记录无行";
}

/// <summary>One kind of business object with the differences that are listed.</summary>
public sealed record ReconciledActsResult(ReconciledLine Line, IReadOnlyList<TrailDifference> Differences);

/// <summary>What is compared, and for whom.</summary>
internal sealed record ReconciledSubject(string Module, ReconciledActs Acts)
{
    public string Proof => Acts.Proof switch
    {
        ActsProof.OneToOne => "oneToOne",
        ActsProof.EachObject => "eachObject",
        _ => "rowsOnly",
    };

    public ReconciledActsResult Undetermined(string reason) => new(new ReconciledLine(Module, Acts.Title, Acts.Table, Acts.ObjectType, Proof, 0, 0, 0, reason), []);
}
