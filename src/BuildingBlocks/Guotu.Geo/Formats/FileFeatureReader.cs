using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats;

/// <summary>
/// What all readers share: faults become refusals, positions are turned to east first, warnings are gathered. A format gives its
/// features as a plain sequence; files are local, so their reading blocks no longer than a disk does.
/// </summary>
internal abstract class FileFeatureReader : IFeatureReader
{
    private const int YieldEvery = 256;
    private IReadOnlyList<Error> _openingWarnings = [];

    public FormatDetection Detection { get; private set; } = null!;

    public FeatureSchema Schema { get; protected set; } = null!;

    public long? Count { get; protected set; }

    public IReadOnlyList<Error> Warnings => [.. _openingWarnings, .. Found.ToImmutable()];

    /// <summary>Warnings of the reading that goes on.</summary>
    protected ReadWarnings Found { get; private set; } = new();

    public async IAsyncEnumerable<Result<Feature>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        Found = new ReadWarnings();
        using var features = Features(ct).GetEnumerator();
        for (var count = 1L; ; count++)
        {
            ct.ThrowIfCancellationRequested();
            if (Guard(() => features.MoveNext() ? Turned(features.Current) : null) is not { } next)
            {
                yield break;
            }

            yield return next;
            if (!next.IsSuccess)
            {
                yield break;
            }

            if (count % YieldEvery == 0)
            {
                await Task.Yield();
            }
        }
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs what may fault; null where it gives nothing.</summary>
    internal static Result<T>? Guard<T>(Func<T?> read)
        where T : class
    {
        try
        {
            var value = read();
            return value is null ? default(Result<T>?) : Result<T>.Of(value);
        }
        catch (FormatFault fault)
        {
            return fault.Error;
        }
        catch (LineTooLongException fault)
        {
            return fault.ToError(ReadLimits.Default.MaxText);
        }
        catch (DecoderFallbackException)
        {
            return new Error(FormatErrors.EncodingBroken, ("where", "文件"), ("encoding", "所认定的编码"));
        }
    }

    /// <summary>The features as the file writes them, first number in X, from the beginning of the file.</summary>
    protected abstract IEnumerable<Feature> Features(CancellationToken ct);

    /// <summary>Concludes once the file is open: the first position is weighed against what the file states.</summary>
    protected void Conclude(Findings findings, StatedReference stated, ReadChoices choices) =>
        Conclude(findings, stated, choices, Features(CancellationToken.None).Select(f => NumberEvidence.FirstOf(f.Geometry)).FirstOrDefault(c => c is not null));

    /// <summary>Concludes where the first position is known; null where there is none.</summary>
    protected void Conclude(Findings findings, StatedReference stated, ReadChoices choices, Coordinate? first)
    {
        var reference = ReferenceSettling.Settle(stated, first, choices, findings.Format);
        Detection = new FormatDetection(
            findings.Format,
            findings.Encoding?.Name,
            reference.Crs,
            reference.Axis,
            [
                new Conclusion("格式", findings.Format.ChineseName(), findings.FormatReason),
                .. findings.Encoding is { } encoding ? ImmutableArray.Create(new Conclusion("文字编码", encoding.Name, encoding.Reason)) : [],
                .. reference.Conclusions,
                .. findings.More,
            ])
        {
            Doubts = reference.Doubts,
            Layers = [.. findings.Layers.DefaultIfEmpty(Schema.Name)],
        };
        _openingWarnings = [.. findings.Warnings, .. reference.Warnings];
        Found = new ReadWarnings();
    }

    private Feature Turned(Feature feature)
    {
        if (Detection.Axis == AxisOrder.NorthFirst && feature.Geometry is { } geometry)
        {
            foreach (var sequence in FeatureGeometry.Sequences(geometry))
            {
                for (var i = 0; i < sequence.Count; i++)
                {
                    var (x, y) = (sequence.GetX(i), sequence.GetY(i));
                    sequence.SetOrdinate(i, Ordinate.X, y);
                    sequence.SetOrdinate(i, Ordinate.Y, x);
                }
            }

            geometry.GeometryChanged();
        }

        return feature;
    }
}

/// <summary>What opening a file found out, coordinate system apart.</summary>
internal sealed record Findings(FileFormat Format, string FormatReason)
{
    public FoundEncoding? Encoding { get; init; }

    public IReadOnlyList<Conclusion> More { get; init; } = [];

    public IReadOnlyList<string> Layers { get; init; } = [];

    public IReadOnlyList<Error> Warnings { get; init; } = [];
}
