using System.Globalization;
using Guotu.Kernel.Errors;

namespace Guotu.Kernel.Results;

/// <summary>A refusal that staff can act on (错误): code, the figures of its text, and the place it concerns.</summary>
public sealed record Error
{
    public Error(ErrorCode code, params (string Name, object Value)[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Code = code;
        Arguments = arguments.ToDictionary(
            a => a.Name,
            a => Convert.ToString(a.Value, CultureInfo.InvariantCulture) ?? string.Empty,
            StringComparer.Ordinal);
    }

    public ErrorCode Code { get; }

    /// <summary>Values for the <c>{name}</c> marks of the catalogue text.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; }

    /// <summary>Line of the input file, counted from 1; null where the error is not about a line.</summary>
    public int? Line { get; init; }

    /// <summary>Ring of the parcel (地块圈号) as the file numbers it; null where the error is not about a ring.</summary>
    public int? Ring { get; init; }

    /// <summary>Name of the request field; null where the error is not about a field.</summary>
    public string? Field { get; init; }

    /// <summary>What the user may choose from (可选项), where the error asks for a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other errors found in the same pass, so that a user mends all of them at once.</summary>
    public IReadOnlyList<Error> Others { get; init; } = [];

    /// <summary>The Chinese text of the registry with its marks filled.</summary>
    public string Text => ErrorRegistry.Shared.Render(this);

    /// <summary>What the user can do about it (出路).</summary>
    public string WayOut => ErrorRegistry.Shared.Entry(Code).WayOut;

    public override string ToString() => $"{Code} {Text}";
}
