using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Dm;

public sealed class DmParameter : DbParameter
{
    public override DbType DbType { get; set; } = DbType.String;

    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;

    public override bool IsNullable { get; set; }

    [AllowNull]
    public override string ParameterName { get; set; } = string.Empty;

    public override int Size { get; set; }

    [AllowNull]
    public override string SourceColumn { get; set; } = string.Empty;

    public override bool SourceColumnNullMapping { get; set; }

    public override object? Value { get; set; }

    internal string BareName => ParameterName.TrimStart(':');

    public override void ResetDbType() => DbType = DbType.String;
}

public sealed class DmParameterCollection : DbParameterCollection
{
    private readonly List<DmParameter> _items = [];

    public override int Count => _items.Count;

    public override object SyncRoot => _items;

    public override int Add(object value)
    {
        _items.Add((DmParameter)value);
        return _items.Count - 1;
    }

    public override void AddRange(Array values) => _items.AddRange(values.Cast<DmParameter>());

    public override void Clear() => _items.Clear();

    public override bool Contains(object value) => _items.Contains((DmParameter)value);

    public override bool Contains(string value) => IndexOf(value) >= 0;

    public override void CopyTo(Array array, int index) => ((ICollection)_items).CopyTo(array, index);

    public override IEnumerator GetEnumerator() => _items.GetEnumerator();

    public override int IndexOf(object value) => _items.IndexOf((DmParameter)value);

    public override int IndexOf(string parameterName) =>
        _items.FindIndex(p => string.Equals(p.BareName, parameterName.TrimStart(':'), StringComparison.OrdinalIgnoreCase));

    public override void Insert(int index, object value) => _items.Insert(index, (DmParameter)value);

    public override void Remove(object value) => _items.Remove((DmParameter)value);

    public override void RemoveAt(int index) => _items.RemoveAt(index);

    public override void RemoveAt(string parameterName) => _items.RemoveAt(IndexOf(parameterName));

    protected override DbParameter GetParameter(int index) => _items[index];

    protected override DbParameter GetParameter(string parameterName) => _items[IndexOf(parameterName)];

    protected override void SetParameter(int index, DbParameter value) => _items[index] = (DmParameter)value;

    protected override void SetParameter(string parameterName, DbParameter value) => _items[IndexOf(parameterName)] = (DmParameter)value;
}
