# Words that stand for different things in law and are easily taken for each
# other: one group a line, each member named by a Japanese form of its set.
仮名加工情報 : 匿名加工情報 : 個人関連情報 : 要配慮個人情報
親会社 : 子会社
オプトアウト : オプトイン
データ管理者 : データ処理者
共同利用者 : 委託先
求人企業 : 求職者
直接 : 間接
永久 : 一時的
任意 : 義務的
有料 : 無料
送信 : 撤回
同意 : 異議
同意 : 通知
本人 : 代理人
委託先 : 関連会社
国内 : 海外
過失 : 故意

# What is done with information: of these only the main predicate of a sentence
# is compared, since they stand beside each other everywhere.
[predicate]
提供する : 利用する : 取得 : 保存 : 削除
