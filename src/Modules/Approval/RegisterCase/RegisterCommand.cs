using Guotu.Approval.ParseParcel;

namespace Guotu.Approval.RegisterCase;

/// <summary>What the window takes in (收件).</summary>
public sealed record RegisterCommand(
    string Matter,
    ParcelFileChoice ParcelFile,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<GivenMaterial> Materials,
    string? Note);

/// <summary>A staged paper for one of the matter's materials.</summary>
public sealed record GivenMaterial(string Code, string Digest, string Name);

/// <summary>What the applicant is given.</summary>
public sealed record RegisteredCase(long CaseId, string ReceiptNumber);
