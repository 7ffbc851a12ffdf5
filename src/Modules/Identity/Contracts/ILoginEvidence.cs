using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>
/// What the node's logins show to an assessor (登录与口令的证据). The stored policies are put through the rules that logins go through; nothing is
/// changed and no login is tried.
/// </summary>
public interface ILoginEvidence
{
    /// <summary>Refused where a policy or role was changed behind the application's back.</summary>
    Task<Result<LoginFacts>> ReadAsync(CancellationToken ct);
}

/// <summary>Facts about logins.</summary>
public sealed record LoginFacts
{
    /// <summary>The two password policies in Chinese words, and whether each keeps to the standard.</summary>
    public required IReadOnlyList<PolicyFact> Policies { get; init; }

    /// <summary>The two session policies likewise, with their idle minutes.</summary>
    public required IReadOnlyList<SessionFact> Sessions { get; init; }

    /// <summary>Organisations with enabled accounts, and which of them have no signed review of their rights of the last <see cref="ReviewedEvery"/> days.</summary>
    public required (int Total, IReadOnlyList<string> Unreviewed) Organisations { get; init; }

    /// <summary>Days.</summary>
    public required int ReviewedEvery { get; init; }

    /// <summary>Weak passwords that were put through the stored policies.</summary>
    public required IReadOnlyList<TriedPassword> Tried { get; init; }

    /// <summary>Wrong passwords that lock an account.</summary>
    public required int FailuresToLock { get; init; }

    /// <summary>How long it stays locked.</summary>
    public required TimeSpan LockedFor { get; init; }

    /// <summary>Enabled holders of administrators' roles.</summary>
    public required IReadOnlyList<AdministratorFact> Administrators { get; init; }

    /// <summary>Accounts that hold roles of more than one kind; there must be none.</summary>
    public required IReadOnlyList<string> Mixed { get; init; }

    /// <summary>Stored passwords, and how many of them are not PBKDF2-HMAC-SM3 with a salt of their own.</summary>
    public required (int Total, int Weak) StoredPasswords { get; init; }

    /// <summary>Published examples of GM/T 0021, and how many of them the program does not give.</summary>
    public required (int Total, int Wrong) DynamicPasswordExamples { get; init; }
}

/// <summary>A password policy.</summary>
public sealed record PolicyFact(string Audience, string Words, bool KeepsToTheStandard);

/// <summary>A session policy.</summary>
public sealed record SessionFact(string Audience, string Words, int IdleMinutes, bool KeepsToTheStandard);

/// <summary>A weak password: what is weak about it, and why it was refused; null where it was taken.</summary>
public sealed record TriedPassword(string Audience, string Weakness, string? Refusal);

/// <summary>An administrator: account, kind of role, whether a second factor is required and bound.</summary>
public sealed record AdministratorFact(string Account, string Kind, bool NeedsSecond, bool HasSecond);
