using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Guotu.Crypto;

namespace Guotu.Database.Rows;

/// <summary>
/// The tally of one table (行账): how many rows it has, and the sum of what each adds, a keyed digest of its id and MAC, modulo 2^256. The
/// sum does not depend on an order, so that a change costs one subtraction and one addition. It is stored encrypted and under a MAC.
/// Format and reasoning: <c>docs/formats/row-integrity.md</c>.
/// </summary>
/// <param name="TableName">Table.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Version">Grows by one with every unit that changes the table; 1 when it was begun.</param>
/// <param name="KeyVersion">Version of the MAC key that the sum is made with; stays for the tally's life.</param>
/// <param name="Sum">64 hexadecimal digits.</param>
/// <param name="Mac">MAC of the tally's own row.</param>
internal sealed record RowTally(string TableName, long Rows, long Version, int KeyVersion, string Sum, string Mac)
{
    public const string SumColumn = "sum_text";

    public static readonly ProtectedTable Table = new(
        "db_row_tally",
        "tally_id",
        ["table_name", "row_count", "version_no", "key_version", SumColumn],
        new HashSet<string>([SumColumn], StringComparer.Ordinal),
        "row_mac");

    /// <summary>The id is made from the table's name, so that every process finds the same row.</summary>
    public static long IdOf(string table) =>
        BinaryPrimitives.ReadInt64BigEndian(Sm3.Hash(Encoding.UTF8.GetBytes("guotu row tally\n" + table))) & long.MaxValue;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("table_name", TableName),
        RowValue.Of("row_count", Rows),
        RowValue.Of("version_no", Version),
        RowValue.Of("key_version", KeyVersion),
        RowValue.Of(SumColumn, Sum),
    ];
}

/// <summary>A sum modulo 2^256 that is built up row by row.</summary>
internal sealed class RowSum
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;
    private BigInteger _value;

    public RowSum(string hex = "0") => _value = BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public void Add(ReadOnlySpan<byte> element) => _value = (_value + Number(element)) % Modulus;

    public void Subtract(ReadOnlySpan<byte> element) => _value = (_value + Modulus - Number(element)) % Modulus;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexString(Padded()).ToLowerInvariant();

    private static BigInteger Number(ReadOnlySpan<byte> element) => new(element, isUnsigned: true, isBigEndian: true);

    private byte[] Padded()
    {
        var bytes = _value.ToByteArray(isUnsigned: true, isBigEndian: true);
        var padded = new byte[32];
        bytes.CopyTo(padded, padded.Length - bytes.Length);
        return padded;
    }
}
