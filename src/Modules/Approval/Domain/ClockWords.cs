using Guotu.Kernel.StatutoryClock;

namespace Guotu.Approval.Domain;

/// <summary>Words of the clock ledger in rows and in the API.</summary>
internal static class ClockWords
{
    public static string Code(ClockEntryKind kind) => kind.ToString().ToUpperInvariant();

    public static ClockEntryKind Kind(string code) => Enum.Parse<ClockEntryKind>(code, ignoreCase: true);

    public static string StateOf(ClockLedger ledger) => ledger switch
    {
        { IsEnded: true } => "ENDED",
        { IsStopped: true } => "STOPPED",
        { IsStarted: true } => "RUNNING",
        _ => "NONE",
    };

    public static string Light(ClockLight light) => light.ToString().ToLowerInvariant();

    public static string Day(ClockDayKind kind) => kind switch
    {
        ClockDayKind.Used => "used",
        ClockDayKind.Stopped => "stopped",
        ClockDayKind.Today => "today",
        ClockDayKind.ToPromise => "toPromise",
        _ => "toStatutory",
    };
}
