using System.Text.Json;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>A row of <c>mp_print</c>.</summary>
internal sealed class PrintRow
{
    public const string New = "NEW";
    public const string Drawing = "DRAWING";
    public const string Done = "DONE";
    public const string Failed = "FAILED";
    public const string Cancelled = "CANCELLED";
    public const string Expired = "EXPIRED";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public long PrintId { get; init; }

    public long UserId { get; init; }

    public string UserAddress { get; init; } = string.Empty;

    public string OrderJson { get; init; } = string.Empty;

    public string StateCode { get; init; } = string.Empty;

    public string? StepName { get; init; }

    public int StepsDone { get; init; }

    public int StepsTotal { get; init; }

    public int AttemptCount { get; init; }

    public Instant CreatedUtc { get; init; }

    public Instant? FinishedUtc { get; init; }

    public Instant? ExpiresUtc { get; init; }

    public string? FileDigest { get; init; }

    public long? FileSize { get; init; }

    public string? DrawnJson { get; init; }

    public string? FaultCode { get; init; }

    public string? FaultText { get; init; }

    public PrintBody Order => JsonSerializer.Deserialize<PrintBody>(OrderJson, Json)!;

    public IReadOnlyList<DrawnLayer> Layers => DrawnJson is null ? [] : JsonSerializer.Deserialize<List<DrawnLayer>>(DrawnJson, Json)!;

    public bool IsUnfinished => StateCode is New or Drawing;

    public bool HasResultAt(Instant now) => StateCode == Done && ExpiresUtc is { } end && now < end;

    public PrintJobView ViewAt(Instant now)
    {
        var order = Order;
        return new PrintJobView(
            PrintId, order.Title, order.Paper, order.Orientation, order.Format, order.Scale, StateAt(now), StepName, StepsDone, StepsTotal, CreatedUtc, FinishedUtc, ExpiresUtc,
            HasResultAt(now) ? (int?)FileSize : null, Fault());
    }

    public string StateAt(Instant now) => StateCode switch
    {
        New => "waiting",
        Drawing => "drawing",
        Done => HasResultAt(now) ? "done" : "expired",
        Failed => "failed",
        Cancelled => "cancelled",
        _ => "expired",
    };

    private PrintFaultView? Fault() => FaultCode is null
        ? null
        : new PrintFaultView(FaultCode, FaultText ?? string.Empty, ErrorRegistry.Shared.Entry(new ErrorCode(FaultCode)).WayOut);
}
