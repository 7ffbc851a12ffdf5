using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Guotu.Crypto;
using Guotu.Kernel.Time;

namespace Guotu.Database.Copying;

/// <summary>
/// A digest of a table's rows that does not depend on their order, because databases sort text differently: the SM3 of every row,
/// added up modulo 2²⁵⁶. It finds what a copy lost, doubled or altered; against a forger there is the audit trail.
/// </summary>
public sealed class RowDigests
{
    private readonly ulong[] _sum = new ulong[4];
    private readonly ArrayBufferWriter<byte> _row = new();

    public long Rows { get; private set; }

    public void Add(IReadOnlyList<object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Append(value);
        }

        Sum(Sm3.Hash(_row.WrittenSpan));
        _row.ResetWrittenCount();
        Rows++;
    }

    public override string ToString()
    {
        var bytes = new byte[32];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8 * (3 - i)), _sum[i]);
        }

        return Convert.ToHexString(bytes).ToLowerInvariant();
    }

    /// <summary>The value as the Kernel knows it, so that the same row gives the same digest on every database.</summary>
    public static object? Read(DbDataReader reader, int ordinal, ColumnKind kind)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.IsDBNull(ordinal))
        {
            return null;
        }

        var value = reader.GetValue(ordinal);
        return kind switch
        {
            ColumnKind.Integer => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ColumnKind.Instant => value is string text ? Instant.Parse(text) : Instant.FromUtc((DateTime)value),
            ColumnKind.Date => value switch
            {
                string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                DateTime time => DateOnly.FromDateTime(time),
                _ => (DateOnly)value,
            },
            ColumnKind.Binary => (byte[])value,
            _ => (string)value,
        };
    }

    private void Append(object? value)
    {
        var bytes = value switch
        {
            null => null,
            byte[] binary => binary,
            long number => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
            DateOnly date => Encoding.ASCII.GetBytes(date.ToString("O", CultureInfo.InvariantCulture)),
            _ => Encoding.UTF8.GetBytes(value.ToString()!),
        };
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
        _row.Write(length);
        _row.Write(bytes);
    }

    private void Sum(byte[] digest)
    {
        UInt128 carry = 0;
        for (var i = 0; i < 4; i++)
        {
            carry += (UInt128)_sum[i] + BinaryPrimitives.ReadUInt64BigEndian(digest.AsSpan(8 * (3 - i)));
            _sum[i] = (ulong)carry;
            carry >>= 64;
        }
    }
}
